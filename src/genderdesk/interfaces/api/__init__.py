"""The HTTP API: every act of the registry as one typed endpoint, and the description of them all.

States: none. Who enters: signed-in browsers and, later, devices. Arrows leaving: protection's registry of acts.
Must not: hold a rule, a state or a write of its own.
"""
