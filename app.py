"""The Chalice app: its blueprints, and nothing else."""

from chalicelib.approvals import admin_api as approvals_admin
from chalicelib.approvals import api as approvals
from chalicelib.approvals import desk_api as approvals_desk
from chalicelib.approvals import events_api as approvals_events
from chalicelib.approvals import jobs as approvals_jobs
from chalicelib.approvals import meetings_api as approvals_meetings
from chalicelib.approvals import moving_api as approvals_moving
from chalicelib.approvals import proxies_api as approvals_proxies
from chalicelib.approvals import publishing_api as approvals_publishing
from chalicelib.approvals import sources_api as approvals_sources
from chalicelib.approvals import steps as approvals_steps
from chalicelib.directory import admin_api as directory_admin
from chalicelib.directory import api as directory
from chalicelib.directory import arranging_api as directory_arranging
from chalicelib.directory import jobs as directory_jobs
from chalicelib.flows import api as flows
from chalicelib.flows import registry_api as flows_registry
from chalicelib.libraries import actions_api as libraries_actions
from chalicelib.libraries import admin_api as libraries_admin
from chalicelib.libraries import api as libraries
from chalicelib.libraries import attachments_api as libraries_attachments
from chalicelib.libraries import jobs as libraries_jobs
from chalicelib.libraries import labels_api as libraries_labels
from chalicelib.libraries import publishing_api as libraries_publishing
from chalicelib.libraries import records_api as libraries_records
from chalicelib.libraries import searches_api as libraries_searches
from chalicelib.libraries import statistics_api as libraries_statistics
from chalicelib.libraries import transfer_api as libraries_transfers
from chalicelib.libraries import transfer_jobs as libraries_transfer_jobs
from chalicelib.platform import api as platform
from chalicelib.platform.web import Application
from chalicelib.portal import api as portal
from chalicelib.wecom import api as wecom
from chalicelib.wecom import callback_api as wecom_callbacks
from chalicelib.wecom import jobs as wecom_jobs
from chalicelib.wecom import jssdk_api as wecom_jssdk
from chalicelib.wecom import notices_api as wecom_notices
from chalicelib.wecom.apps import jobs as wecom_app_jobs
from chalicelib.wecom.apps import livings_api as wecom_livings
from chalicelib.wecom.apps import meetings_api as wecom_meetings
from chalicelib.wecom.apps import reports_api as wecom_reports
from chalicelib.wecom.apps import setup_api as wecom_setup
from chalicelib.wecom.sync import api as sync
from chalicelib.wecom.sync import jobs as sync_jobs

APIS = (
    platform.api,
    wecom.api,
    wecom_callbacks.api,
    wecom_jssdk.api,
    sync.api,
    wecom_notices.api,
    wecom_meetings.api,
    wecom_livings.api,
    wecom_reports.api,
    wecom_setup.api,
    directory.api,
    directory_admin.api,
    directory_arranging.api,
    flows.api,
    flows_registry.api,
    libraries.api,
    libraries_statistics.api,
    libraries_records.api,
    libraries_attachments.api,
    libraries_labels.api,
    libraries_searches.api,
    libraries_actions.api,
    libraries_admin.api,
    libraries_transfers.api,
    libraries_publishing.api,
    approvals.api,
    approvals_desk.api,
    approvals_admin.api,
    approvals_events.api,
    approvals_meetings.api,
    approvals_moving.api,
    approvals_proxies.api,
    approvals_publishing.api,
    approvals_sources.api,
    portal.api,
)
WORKERS = (
    approvals_steps.steps,
    approvals_jobs.jobs,
    directory_jobs.jobs,
    libraries_jobs.jobs,
    libraries_transfer_jobs.jobs,
    wecom_jobs.jobs,
    sync_jobs.jobs,
    wecom_app_jobs.jobs,
)

app = Application(app_name="xietong")
for blueprint in (*APIS, *WORKERS):
    app.register_blueprint(blueprint)
