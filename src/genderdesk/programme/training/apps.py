"""The training room."""

from genderdesk.groundwork.platform.rooms import RoomConfig


class TrainingConfig(RoomConfig):
    name = "genderdesk.programme.training"
    label = "training"
    verbose_name = "Training"
    registers = ("jobs", "panels", "subscribers")
