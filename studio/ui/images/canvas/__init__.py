"""Where a photograph is edited: the picture, what stands over it, and the tools."""
