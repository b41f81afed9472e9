"""The trainer before a class: the whole screen, large type, the steps, and notes on a second screen."""
