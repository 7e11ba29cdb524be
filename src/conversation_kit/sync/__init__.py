"""The laptop's side of syncing, and the wire format that laptop and hub share."""
