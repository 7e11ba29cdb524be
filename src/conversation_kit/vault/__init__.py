"""The vault: keys, the encrypted file, the change log, and the records read from it."""
