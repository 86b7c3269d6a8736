import type { IncomingMessage, ServerResponse } from 'node:http';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const json = (status: number, body: object): Behaviour => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  };
};

const html = (status: number): Behaviour => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<html><body>Please log in</body></html>');
  };
};

/** What a server can do instead of answering as AWS does. */
export const behaviours = {
  throttling: json(400, { __type: 'ThrottlingException', message: 'Rate exceeded' }),
  'HTTP 429': json(429, { __type: 'TooManyRequestsException', message: 'Rate exceeded' }),
  'modelled 500': json(500, { __type: 'ServerException', message: 'oops' }),
  'empty 503': (_, response) => response.writeHead(503).end(),
  'HTML 502': html(502),
  'access denied': json(400, {
    __type: 'AccessDeniedException',
    message:
      'User: arn:aws:sts::123456789012:assumed-role/ops/alice is not authorized to perform: ecs:UpdateService on resource: x',
  }),
  'expired token': json(400, { __type: 'ExpiredTokenException', message: 'The security token included is expired' }),
  'unknown service': json(400, { __type: 'ServiceNotFoundException', message: 'Service not found.' }),
  'InternalFailure with 400': json(400, { __type: 'InternalFailure', message: '' }),
  'HTML 403': html(403),
  'empty 400': (_, response) => response.writeHead(400).end(),
  'reset before the answer': request => request.socket.destroy(),
  'answer cut short': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"service":', () => response.destroy());
  },
  'HTML 200': html(200),
  'empty 200': (_, response) => response.writeHead(200).end(),
  silence: () => {},
  'silence half way': (_, response) => {
    response.writeHead(200);
    response.write('{"ser');
  },
} satisfies Record<string, Behaviour>;

export type FaultyBehaviour = keyof typeof behaviours;
