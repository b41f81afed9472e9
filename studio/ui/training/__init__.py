"""What a learner sees: the outlines, a lesson at work in the window, and what came of it."""
