"""The room's pages: watching and deciding; keeping and erasing."""
