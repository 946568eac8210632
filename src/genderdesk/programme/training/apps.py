"""The training room."""

from genderdesk.groundwork.platform import rooms


class TrainingConfig(rooms.RoomConfig):
    name = "genderdesk.programme.training"
    label = "training"
    verbose_name = "Training"
    registers = ("jobs", "panels", "subscribers")
