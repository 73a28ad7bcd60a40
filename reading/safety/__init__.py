"""How a file can do no harm: limits, archives, XML, memory, a process of its own."""
