/** Loaded before the program that is measured: tells, when asked, what the process has used so far. */
process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() });
});
// Being asked keeps nobody alive.
process.channel?.unref();
