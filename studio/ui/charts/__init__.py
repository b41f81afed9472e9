"""Charts of the window, by one painter of our own."""
