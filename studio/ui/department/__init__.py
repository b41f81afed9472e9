"""The units of a department: their stations, what waits and what comes of all of them. On a department's PC alone."""
