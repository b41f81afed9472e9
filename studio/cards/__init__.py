"""Cards painted by one painter for editor and export."""
