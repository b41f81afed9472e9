"""The page of photographs."""
