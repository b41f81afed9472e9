"""The pages a unit is authorised to run."""
