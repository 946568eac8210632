"""Where guidance, decisions, plans, self-assessments and counts of strength are found."""

from django.urls import path

from genderdesk.programme.guidance.views import (
    assessments,
    cases,
    decisions,
    deployments,
    documents,
    instruments,
    plans,
    strength,
)

app_name = "guidance"

urlpatterns = [
    path("staff/guidance/", documents.documents, name="documents"),
    path("staff/guidance/<uuid:document_id>/", documents.document, name="document"),
    path("staff/guidance/<uuid:document_id>/describe/", documents.describe, name="describe"),
    path("staff/guidance/<uuid:document_id>/new/<slug:name>/", documents.renew, name="renew"),
    path("staff/guidance/versions/<uuid:version_id>/sheet/", documents.sheet, name="sheet"),
    path("staff/guidance/versions/<uuid:version_id>/readers/", documents.readers, name="readers"),
    path("staff/guidance/versions/<uuid:version_id>/file/", documents.attach, name="attach"),
    path("staff/guidance/versions/<uuid:version_id>/<slug:name>/", documents.step, name="step"),
    path("staff/guidance/files/<uuid:version_file_id>/", documents.file, name="file"),
    path("staff/guidance/cases/<uuid:case_id>/", cases.in_force_for_case, name="case"),
    path("staff/decisions/", decisions.decisions, name="decisions"),
    path("staff/decisions/new/", decisions.propose, name="propose"),
    path("staff/decisions/ageing/", decisions.ageing, name="ageing"),
    path("staff/decisions/ageing.csv", decisions.ageing_csv, name="ageing_csv"),
    path("staff/decisions/<uuid:proposal_id>/", decisions.proposal, name="proposal"),
    path("staff/decisions/<uuid:proposal_id>/<slug:name>/", decisions.step, name="proposal_step"),
    path("staff/decisions/actions/<uuid:action_id>/", decisions.action, name="action"),
    path("staff/decisions/actions/<uuid:action_id>/<slug:name>/", decisions.action, name="action_step"),
    path("staff/plans/", plans.plans, name="plans"),
    path("staff/plans/<uuid:plan_id>/", plans.plan, name="plan"),
    path("staff/plans/<uuid:plan_id>/act/", plans.add_action, name="plan_act"),
    path("staff/plans/<uuid:plan_id>/steps/<slug:name>/", plans.step, name="plan_step"),
    path("staff/assessments/", assessments.assessments, name="assessments"),
    path("staff/assessments/<uuid:assessment_id>/", assessments.assessment, name="assessment"),
    path("staff/assessments/<uuid:assessment_id>/answer/", assessments.answer, name="answer"),
    path("staff/assessments/<uuid:assessment_id>/close/", assessments.close, name="close_assessment"),
    path("staff/instruments/", instruments.instruments, name="instruments"),
    path("staff/representation/", strength.strength, name="strength"),
    path("staff/representation/deployments/", deployments.deployments, name="deployments"),
    path(
        "staff/representation/deployments/<uuid:deployment_id>/end/", deployments.end_deployment, name="end_deployment"
    ),
    path("staff/representation/chart/<slug:key>.svg", strength.chart, name="chart"),
]
