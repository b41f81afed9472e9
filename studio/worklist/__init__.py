"""What waits for a person: one list over all rooms, with the one next step of each thing."""
