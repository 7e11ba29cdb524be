"""The words of the kit as frozen data: no files, no screens, no clock."""
