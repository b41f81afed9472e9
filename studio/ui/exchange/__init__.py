"""Posts between PCs in the window: send, take in, choose between two versions; other PCs and the department's hub."""
