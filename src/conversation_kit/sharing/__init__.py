"""What leaves the laptop: *my page*, the asset map, the case note, and writing them to a file."""
