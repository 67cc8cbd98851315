import { createRouter, createWebHashHistory } from 'vue-router'
import { t, type MessageKey } from '../shared/i18n'
import { focusContent } from '../shared/ui/focusContent'

declare module 'vue-router' {
  interface RouteMeta {
    title: MessageKey
    /** Not for administrators alone: what one may do there is asked of the server. */
    everyone?: boolean
  }
}

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/requests' },
    { path: '/requests', component: () => import('./pages/RequestsPage.vue'), meta: { title: 'console.requests' } },
    { path: '/requests/:id', component: () => import('./pages/RequestPage.vue'), props: true, meta: { title: 'request.title' } },
    { path: '/flows', component: () => import('./pages/FlowsPage.vue'), meta: { title: 'flows.title' } },
    { path: '/flows/:flow', component: () => import('./pages/FlowPage.vue'), props: true, meta: { title: 'console.flows' } },
    { path: '/flows/:flow/versions/:version', component: () => import('./pages/VersionPage.vue'), props: true, meta: { title: 'flows.version' } },
    { path: '/people', component: () => import('./pages/PeoplePage.vue'), meta: { title: 'directory.tabPeople' } },
    { path: '/people/:userid', component: () => import('./pages/PersonPage.vue'), props: true, meta: { title: 'directory.tabPeople' } },
    { path: '/departments', component: () => import('./pages/DepartmentsPage.vue'), meta: { title: 'directory.tabDepartments' } },
    { path: '/roles', component: () => import('./pages/RolesPage.vue'), meta: { title: 'directory.tabRoles' } },
    { path: '/changes', component: () => import('./pages/ChangesPage.vue'), meta: { title: 'directory.history' } },
    { path: '/rules', component: () => import('./pages/RulesPage.vue'), meta: { title: 'directory.tabRules' } },
    { path: '/sync', component: () => import('./pages/SyncPage.vue'), meta: { title: 'sync.title' } },
    { path: '/people/:userid/proxies', component: () => import('./pages/PersonProxiesPage.vue'), props: true, meta: { title: 'proxies.title' } },
    { path: '/libraries', component: () => import('./pages/LibrariesPage.vue'), meta: { title: 'libraries.title', everyone: true } },
    { path: '/libraries/:library', component: () => import('./pages/LibraryPage.vue'), props: true, meta: { title: 'libraries.title', everyone: true } },
    { path: '/libraries/:library/new', component: () => import('./pages/RecordFormPage.vue'), props: true, meta: { title: 'record.new', everyone: true } },
    { path: '/libraries/:library/import', component: () => import('./pages/ImportPage.vue'), props: true, meta: { title: 'import.title', everyone: true } },
    { path: '/libraries/:library/statistics', component: () => import('./pages/StatisticsPage.vue'), props: true, meta: { title: 'statistic.title', everyone: true } },
    { path: '/library/:library/:id', component: () => import('./pages/RecordPage.vue'), props: true, meta: { title: 'record.title', everyone: true } },
    { path: '/library/:library/:id/edit', component: () => import('./pages/RecordFormPage.vue'), props: true, meta: { title: 'record.edit', everyone: true } },
    { path: '/health', component: () => import('./pages/HealthPage.vue'), meta: { title: 'health.title' } },
    { path: '/sign-in', component: () => import('./pages/SignInPage.vue'), meta: { title: 'console.signIn' } },
    { path: '/:rest(.*)', component: () => import('./pages/LostPage.vue'), meta: { title: 'app.name' } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.afterEach(async (to, from) => {
  document.title = `${t(to.meta.title)} · ${t('app.console')}`
  await focusContent(to, from)
})
