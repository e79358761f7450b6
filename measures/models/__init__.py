"""The strategy: objectives, action fields, measures with their history, updates and reporting rounds."""

from measures.models.indicators import FundingLine, Indicator, IndicatorTarget, IndicatorValue
from measures.models.measure import Measure
from measures.models.milestones import Milestone, MilestoneMove
from measures.models.rounds import Invitation, ReportingRound, RoundMail
from measures.models.status import StatusChange
from measures.models.strategy import ActionField, Objective
from measures.models.updates import MeasureUpdate, MilestoneReport

__all__ = [
    "ActionField",
    "FundingLine",
    "Indicator",
    "IndicatorTarget",
    "IndicatorValue",
    "Invitation",
    "Measure",
    "MeasureUpdate",
    "Milestone",
    "MilestoneMove",
    "MilestoneReport",
    "Objective",
    "ReportingRound",
    "RoundMail",
    "StatusChange",
]
