/** The REST API as a page to browse and to try: Swagger UI over what the server says of itself. */

import { $, h, icon } from './dom.js';
import { rest } from './rest.js';
import { startShell } from './shell.js';

startShell();
rest.addEventListener('open', show);
show();

async function show() {
  try {
    draw(await rest.ask('openapi.json'));
  } catch (error) {
    $('#api').replaceChildren(h('div.empty', {}, icon('alert'), h('strong', {}, 'The description of the API is not to be had'), h('span', {}, error.message)));
  }
}

function draw(spec) {
  $('#api').replaceChildren(h('div', { id: 'swagger' }));
  window.SwaggerUIBundle({
    domNode: $('#swagger'),
    spec,
    docExpansion: 'none',
    filter: true,
    deepLinking: true,
    validatorUrl: null,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    tryItOutEnabled: true,
    requestInterceptor(request) {
      request.credentials = 'omit';
      if (rest.authorization && !request.headers.Authorization) request.headers.Authorization = rest.authorization;
      return request;
    },
  });
}
