"""What workers do, as plain functions over vault, Book, guides and matching."""
