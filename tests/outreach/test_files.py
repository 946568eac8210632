"""The programme of years from one folder: every file, every fault by its cell, all or nothing, and nothing twice."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.interfaces.cli.country.load import FaultyCountry, load_country, read_country
from genderdesk.organisation.institution.models import DeskTie, Unit
from genderdesk.programme.guidance.models import Deployment, Instrument, StrengthFlow, StrengthRow, Version
from genderdesk.programme.outreach.models import (
    Activity,
    AudienceCount,
    Club,
    ClubReturn,
    Material,
    MaterialGuideline,
    Network,
    NetworkMember,
    OutreachPartner,
    StockMove,
)
from genderdesk.programme.partners.models import Presence, ProjectInstrument, TollFree
from genderdesk.programme.training import queries as training
from genderdesk.programme.training.queries import Wanted

pytestmark = pytest.mark.django_db
LAKELAND = Path(__file__).parents[1] / "institution" / "lakeland"

FILES = {
    "desk_relations": "desk,relation,other,starts_on\nN1,complements,HQ,2008-08-11\n",
    "instruments": "code,kind,title,source,adopted_on,binding_from\n"
    "T-1,treaty,Invented treaty,Invented gazette,1979-12-18,1981-03-02\n",
    "guidelines": "reference,institution,title,kind,version,in_force_from,in_force_to,authorised_by,owner_post\n"
    "sop-1,LP,Invented procedure,procedure,1.0,2007-01-01,2009-01-01,Commissioner,HQ-1\n"
    "sop-1,LP,Invented procedure,procedure,2.0,2009-01-01,,Commissioner,HQ-1\n",
    "strength": "institution,counted_on,rank_band,role_kind,women,men,source\nLP,2009-06-01,senior,command,2,18,List\n",
    "strength_flows": "institution,kind,starts_on,ends_on,rank_band,women,men,source\n"
    "LP,recruited,2009-01-01,2010-01-01,other_ranks,30,70,List\n",
    "deployments": "code,institution,mission,starts_on,ends_on,officer,women,men,source\n"
    "D1,LP,Invented mission,2009-03-01,2009-09-01,,12,3,Order 4\n"
    "D2,LP,Invented mission,2009-03-01,,L1,,,Order 4\n",
    "organisations": "code,kind,name,starts_on\nCO,private,Invented company,2000-01-01\n"
    "TEL,operator,Invented operator,2000-01-01\n",
    "projects": "code,institution,title,goal,starts_on\nP1,LP,Invented project,A better answer,2005-05-01\n",
    "project_instruments": "project,instrument\nP1,T-1\n",
    "presences": "code,institution,partner,sector,activity,place,starts_on,status,reached,counted_by\n"
    "W1,LP,CO,awareness,Talks,N1,2009-01-01,completed,40,head_count\n",
    "agreements": "reference,institution,partner,kind,title,starts_on,signed_on,signed_for_us,signed_for_them,"
    "short_code,channels,networks,scope\n"
    "A-1,LP,TEL,toll_free,Free number,2008-01-01,2007-12-01,Commissioner,Director,919,voice,One network,military\n",
    "courses": "code,institution,kind,name,version,starts_on,topics,competence,guideline\n"
    "SOP,LP,sensitisation,Invented course,1,2009-01-01,Procedures,fr,SOP-1\n",
    "trainings": "code,institution,course,place,state\nE1,LP,SOP,N1,closed\n",
    "training_sessions": "training,number,day\nE1,1,2009-03-02\n",
    "attendance": "training,staff_code,names,sex,categories,s1\nE1,,Uwase Claudine,F,womens_network,P\n",
    "campaigns": "code,institution,name,starts_on,ends_on\nC1,LP,Invented week,2009-03-01,2009-03-08\n",
    "activities": "code,institution,kind,title,place,held_on,state,campaign\n"
    "X1,LP,talk,Invented talk,N1,2009-03-02,held,C1\nX2,LP,radio,Invented broadcast,N1,2009-04-02,cancelled,\n",
    "audience_counts": "activity,method,audience,confidence,girls,boys,unknown\n"
    "X1,head_count,students,counted,60,30,10\nX1,items,students,counted,,,80\n",
    "outreach_partners": "partner,role,campaign,activity\nCO,funds,C1,\nTEL,gives,,X1\n",
    "materials": "institution,code,version,language,kind,headline,body,state,short_codes,guidelines,cleared_on\n"
    "LP,CALL,1,en,poster,Call,It is free.,cleared,919,SOP-1 1.0,2009-01-05\n",
    "material_moves": "reference,institution,material,version,language,kind,copies,moved_on,place,"
    "unit,partner,activity\n"
    "V-1,LP,CALL,1,en,printed,1000,2009-02-01,,,,\n"
    "V-2,LP,CALL,1,en,handed_out,300,2009-03-02,,,,X1\n"
    "V-3,LP,CALL,1,en,handed_out,100,2009-03-03,,LP-N1,,\n",
    "clubs": "code,institution,name,kind,place,founded_on,founded_at\nK1,LP,Invented club,school,N1,2009-03-02,X1\n",
    "club_returns": "club,year,quarter,activities,girls,boys\nK1,2009,2,3,20,15\n",
    "networks": "code,institution,name,kind,scope,formed_on\nNW,LP,Invented network,sport,regional,2009-01-01\n",
    "network_members": "network,joined_on,partner,organisation,officer\n"
    "NW,2009-01-01,CO,,\nNW,2009-01-01,,Invented team,\nNW,2009-02-01,,,L1\n",
}  # fmt: skip


def folder_with(tmp_path: Path, **changes: str) -> Path:
    folder = Path(shutil.copytree(LAKELAND, tmp_path / "country"))
    for name, text in (FILES | changes).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    units = (folder / "units.csv").read_text()
    units = units.replace("position_note", "position_note,setting").replace(",invented", ",invented,rural")
    (folder / "units.csv").write_text(units)
    return folder


KEPT = {
    DeskTie: 1, Instrument: 1, Version: 2, StrengthRow: 1, StrengthFlow: 1,
    Deployment: 2, ProjectInstrument: 1, Presence: 1, Activity: 2, AudienceCount: 2, OutreachPartner: 2, Material: 1,
    MaterialGuideline: 1, StockMove: 3, Club: 1, ClubReturn: 1, Network: 1, NetworkMember: 3, TollFree: 1,
}  # fmt: skip


def test_a_whole_programme_is_kept_at_the_first_load_and_once(db, tmp_path):
    folder = folder_with(tmp_path)
    country, faults = read_country(folder)
    assert [str(each) for each in faults] == []
    assert not Activity.objects.exists(), "a dry run keeps nothing"
    counts = load_country(folder, SYSTEM)
    assert {model: model.objects.count() for model in KEPT} == KEPT
    assert (counts["clubs"], counts["versions of documents"], counts["ties of desks"]) == (1, 2, 1)
    again = load_country(folder, SYSTEM)
    assert {model: model.objects.count() for model in KEPT} == KEPT
    assert (again["clubs"], again["activities"], again["moves of copies"]) == (0, 0, 0)
    assert country.programme.size == sum(
        len(text.splitlines()) - 1 for name, text in FILES.items() if name != "desk_relations"
    )


def test_what_was_loaded_can_be_asked_as_of_its_days(db, tmp_path):
    load_country(folder_with(tmp_path), SYSTEM)
    old, new = Version.objects.order_by("major")
    assert (old.state, old.in_force_to, new.state) == ("superseded", date(2009, 1, 1), "in_force")
    material = Material.objects.get()
    assert (material.stock, material.guidelines.get().version) == (600, old)
    assert StockMove.objects.get(note="V-2").place_id == "N1", "copies of an activity are where it was"
    assert StockMove.objects.get(note="V-3").unit.code == "LP-N1"
    sent = Deployment.objects.get(officer__isnull=False)
    assert (sent.women, sent.men) == (1, 0)
    assert Club.objects.get().founded_at.title == "Invented talk"
    assert Unit.objects.get(code="LP-N1").setting == "rural"
    assert TollFree.objects.get().scope == "military"
    assert training.completions(Wanted(guidelines=("SOP-1",), any_of=("womens_network",), sex="female")) == 1


@pytest.mark.parametrize(
    ("file", "was", "instead", "where"),
    [
        ("desk_relations", "complements,HQ", "complements,N1", "desk_relations.csv, line 2, column other"),
        ("instruments", "treaty", "promise", "instruments.csv, line 2, column kind"),
        ("guidelines", ",2009-01-01,Comm", ",,Comm", "guidelines.csv, line 2, column in_force_to"),
        ("guidelines", "2.0", "two", "guidelines.csv, line 3, column version"),
        ("guidelines", "HQ-1", "HQ-9", "guidelines.csv, line 2, column owner_post"),
        ("strength", "2009-06-01", "2999-06-01", "strength.csv, line 2, column counted_on"),
        ("strength_flows", "2010-01-01", "2008-01-01", "strength_flows.csv, line 2, column ends_on"),
        ("deployments", "L1,,,", "L1,4,,", "deployments.csv, line 3, column women"),
        ("deployments", "L1", "L9", "deployments.csv, line 3, column officer"),
        ("project_instruments", "T-1", "T-9", "project_instruments.csv, line 2, column instrument"),
        ("presences", "head_count", "", "presences.csv, line 2, column counted_by"),
        ("agreements", "military", "war", "agreements.csv, line 2, column scope"),
        ("courses", "SOP-1", "SOP-9", "courses.csv, line 2, column guideline"),
        ("courses", "2009-01-01", "2006-01-01", "courses.csv, line 2, column guideline"),
        ("activities", "2009-03-02", "2009-05-02", "activities.csv, line 2, column held_on"),
        ("activities", "held,C1", "held,C9", "activities.csv, line 2, column campaign"),
        ("audience_counts", "X1,items,students,counted,,,80", "X1,items,students,counted,1,,80",
         "audience_counts.csv, line 3, column unknown"),
        ("audience_counts", "X1,items", "X2,items", "audience_counts.csv, line 3, column activity"),
        ("audience_counts", "60,30,10", ",,", "audience_counts.csv, line 2, column unknown"),
        ("outreach_partners", "C1,\n", "C1,X1\n", "outreach_partners.csv, line 2, column campaign"),
        ("outreach_partners", "CO", "NO", "outreach_partners.csv, line 2, column partner"),
        ("materials", "SOP-1 1.0", "SOP-1 3.0", "materials.csv, line 2, column guidelines"),
        ("material_moves", "300", "1300", "material_moves.csv, line 3, column copies"),
        ("material_moves", ",LP-N1,", ",,", "material_moves.csv, line 4, column place"),
        ("clubs", ",X1", ",X2", "clubs.csv, line 2, column founded_at"),
        ("club_returns", "2009,2", "2008,2", "club_returns.csv, line 2, column quarter"),
        ("networks", "regional", "global", "networks.csv, line 2, column scope"),
        ("network_members", "CO,,", "CO,Other,", "network_members.csv, line 2, column organisation"),
        ("network_members", "2009-02-01", "2008-02-01", "network_members.csv, line 4, column joined_on"),
        ("clubs", "K1,LP", "K1,LP,X,school,N1,2009-03-02,X1\nK1,LP", "clubs.csv, line 3, column code"),
    ],
)  # fmt: skip
def test_every_fault_is_told_by_its_cell_and_nothing_is_kept(db, tmp_path, file, was, instead, where):
    assert was in FILES[file]
    folder = folder_with(tmp_path, **{file: FILES[file].replace(was, instead, 1)})
    with pytest.raises(FaultyCountry) as refused:
        load_country(folder, SYSTEM)
    assert any(str(each).startswith(where + ":") for each in refused.value.faults), str(refused.value)
    assert not Unit.objects.filter(code="LP-HQ").exists()


def test_a_later_file_adds_and_changes_nothing_that_is_there(db, tmp_path):
    load_country(folder_with(tmp_path), SYSTEM)
    later = FILES["activities"].replace("Invented talk", "Renamed") + "X3,LP,talk,Another,N1,2009-06-02,held,\n"
    shutil.rmtree(tmp_path / "country")
    more = FILES["material_moves"] + "V-4,LP,CALL,1,en,spoiled,600,2009-12-01,,,,\n"
    load_country(folder_with(tmp_path, activities=later, material_moves=more), SYSTEM)
    assert set(Activity.objects.values_list("title", flat=True)) == {"Invented talk", "Invented broadcast", "Another"}
    assert Material.objects.get().stock == 0
