"""The files of pages: request, identity, verification, status and hand-over."""
