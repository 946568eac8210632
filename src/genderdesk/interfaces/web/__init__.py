"""The page shell: design system, public start pages, Today, quick exit, answers to errors, safety headers.

States: none. Who enters: everybody. Arrows leaving: institution (the free numbers), protection, platform.
Must not: keep records or know a case; rooms bring their own pages and use the shell's templates.
"""
