"""The Community Book at the hub: its sources and edits over them, its versions, and the API that serves it."""
