"""One file for each verb: ``arguments(parser)`` and ``run(options) -> exit status``."""
