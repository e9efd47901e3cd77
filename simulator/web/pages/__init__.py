"""What each page shows, as frozen values."""
