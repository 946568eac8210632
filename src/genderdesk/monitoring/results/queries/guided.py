"""Named queries about instruments, deployments and women's strength."""
