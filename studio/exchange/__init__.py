"""Posts that travel between PCs as signed items, in a file by USB or through the hub."""
