"""One file a platform behind one small port."""
