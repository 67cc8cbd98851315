import { createRouter, createWebHashHistory } from 'vue-router'
import { t, type MessageKey } from '../shared/i18n'
import { focusContent } from '../shared/ui/focusContent'
import TasksPage from './pages/TasksPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    title: MessageKey
    /** A page of the bottom bar; the others show a way back. */
    root?: boolean
  }
}

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', component: () => import('./pages/HomePage.vue'), meta: { title: 'nav.home', root: true } },
    { path: '/tasks', component: TasksPage, meta: { title: 'tasks.title', root: true } },
    { path: '/mine', component: () => import('./pages/MinePage.vue'), meta: { title: 'mine.title', root: true } },
    { path: '/me', component: () => import('./pages/MePage.vue'), meta: { title: 'me.title', root: true } },
    { path: '/proxies', component: () => import('./pages/ProxiesPage.vue'), meta: { title: 'proxies.title' } },
    { path: '/messages', component: () => import('./pages/MessagesPage.vue'), meta: { title: 'messages.title' } },
    { path: '/directory/:department?', component: () => import('./pages/DirectoryPage.vue'), props: true, meta: { title: 'directory.title' } },
    { path: '/people/:userid', component: () => import('./pages/PersonPage.vue'), props: true, meta: { title: 'directory.title' } },
    { path: '/start/:flow', component: () => import('./pages/StartPage.vue'), props: true, meta: { title: 'start.title' } },
    { path: '/requests/:id', component: () => import('./pages/RequestPage.vue'), props: true, meta: { title: 'request.title' } },
    { path: '/libraries', component: () => import('./pages/LibrariesPage.vue'), meta: { title: 'libraries.title' } },
    { path: '/libraries/:library', component: () => import('./pages/LibraryPage.vue'), props: true, meta: { title: 'libraries.title' } },
    { path: '/libraries/:library/new', component: () => import('../shared/library/RecordFormPage.vue'), props: true, meta: { title: 'record.new' } },
    { path: '/libraries/:library/statistics', component: () => import('../shared/library/StatisticsPanel.vue'), props: true, meta: { title: 'statistic.title' } },
    { path: '/library/:library/:id', component: () => import('./pages/RecordPage.vue'), props: true, meta: { title: 'record.title' } },
    { path: '/library/:library/:id/edit', component: () => import('../shared/library/RecordFormPage.vue'), props: true, meta: { title: 'record.edit' } },
    { path: '/meetings', component: () => import('./pages/MeetingsPage.vue'), meta: { title: 'meeting.title' } },
    { path: '/meetings/:id', component: () => import('./pages/MeetingPage.vue'), props: true, meta: { title: 'meeting.title' } },
    { path: '/livings', component: () => import('./pages/LivingsPage.vue'), meta: { title: 'living.title' } },
    { path: '/livings/:id', component: () => import('../shared/living/LivingWatched.vue'), props: true, meta: { title: 'living.title' } },
    { path: '/health-reports', component: () => import('./pages/ReportsPage.vue'), meta: { title: 'report.title' } },
    { path: '/scan', component: () => import('./pages/ScanPage.vue'), meta: { title: 'scan.title' } },
    { path: '/signed-out', component: () => import('./pages/SignedOutPage.vue'), meta: { title: 'me.out', root: true } },
    { path: '/:rest(.*)', component: () => import('./pages/LostPage.vue'), meta: { title: 'app.name' } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.afterEach(async (to, from) => {
  document.title = `${t(to.meta.title)} · ${t('app.name')}`
  await focusContent(to, from)
})
