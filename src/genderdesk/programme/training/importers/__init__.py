"""What comes from files: one training's sheet of attendance, and folders with the trainings of years."""
