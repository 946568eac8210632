"""The hotline's pages: the gateways' addresses, the simulator, the console, contacts and texts."""
