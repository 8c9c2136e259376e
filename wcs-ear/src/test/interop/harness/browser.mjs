/** Debian's Chromium, headless, with a fake camera and microphone. */

import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.WCS_INTEROP_CHROMIUM || '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-component-update',
  '--disable-renderer-backgrounding',
  '--disable-sync',
];

export const launch = () =>
    chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGS });

/** Opens a page whose errors are kept in `page.faults`. */
export async function openPage(browserOrContext, url) {
  const page = await browserOrContext.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') page.faults.push(message.text());
  });
  await page.goto(url);
  return page;
}
