"""Charts by one painter of our own: the same in the window, in pictures and on paper."""
