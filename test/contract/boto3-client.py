"""Calls AWS operations with boto3 for the tests: one JSON object per line in, one per line out.

    {"call": {"service", "protocol"?, "operation", "input"}}  ->  {"output"} or {"error": {"code", "message"}}
    {"shapes": {"service", "protocol"?, "operation"}}         ->  {"input", "output"} as shown-shape.ts, or {"unknown"}

Dates are {"$date": milliseconds} and bytes {"$bytes": base64}, both ways.
"""

import base64
import datetime
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, UnknownServiceError
from botocore.model import OperationNotFoundError
from botocore.serialize import SERIALIZERS

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MILLISECOND = datetime.timedelta(milliseconds=1)
# A shape that holds itself is shown so far down; no generated value is deeper.
LEVELS = 12


def to_python(value):
    if isinstance(value, list):
        return [to_python(item) for item in value]
    if isinstance(value, dict):
        if set(value) == {"$date"}:
            return EPOCH + value["$date"] * MILLISECOND
        if set(value) == {"$bytes"}:
            return base64.b64decode(value["$bytes"])
        return {key: to_python(item) for key, item in value.items()}
    return value


def to_json(value):
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, datetime.datetime):
        return {"$date": round((value - EPOCH) / MILLISECOND)}
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    return value


def shown(shape, levels=LEVELS):
    if shape is None:
        return {"members": {}}
    if levels == 0:
        return {"members": {}} if shape.type_name == "structure" else {}
    if shape.type_name == "structure":
        if getattr(shape, "is_document_type", False):
            return {}
        return {"members": {name: shown(member, levels - 1) for name, member in shape.members.items()}}
    if shape.type_name == "list":
        return {"item": shown(shape.member, levels - 1)}
    if shape.type_name == "map":
        return {"item": shown(shape.value, levels - 1)}
    if shape.type_name == "string" and shape.enum:
        return {"enum": shape.enum}
    return {"isWhole": True} if shape.type_name in ("integer", "long") else {}


def new_client(service, protocol):
    session = boto3.Session()
    if protocol is not None:
        # The model lists every protocol that the service speaks, and botocore takes the one that it likes best.
        loader = session._session.get_component("data_loader")
        load = loader.load_service_model

        def load_with_protocol(name, kind, *args, **kwargs):
            model = load(name, kind, *args, **kwargs)
            if kind == "service-2" and name == service:
                model["metadata"] = {**model["metadata"], "protocol": protocol, "protocols": [protocol]}
            return model

        loader.load_service_model = load_with_protocol
    config = Config(
        # Random values keep no rule of length or pattern; those are in no message.
        parameter_validation=False,
        retries={"max_attempts": 0},
        connect_timeout=5,
        read_timeout=5,
        inject_host_prefix=False,
    )
    return session.client(service, endpoint_url=os.environ["ENDPOINT"], config=config)


clients = {}


def client_for(service, protocol=None):
    key = (service, protocol)
    if key not in clients:
        clients[key] = new_client(service, protocol)
    return clients[key]


def shapes(service, operation, protocol=None):
    if protocol is not None and protocol not in SERIALIZERS:
        return {"unknown": f"this botocore does not speak {protocol}"}
    try:
        model = client_for(service, protocol).meta.service_model.operation_model(operation)
    except (UnknownServiceError, OperationNotFoundError) as error:
        return {"unknown": str(error)}
    return {"input": shown(model.input_shape), "output": shown(model.output_shape)}


def call(service, operation, input, protocol=None):
    try:
        output = client_for(service, protocol)._make_api_call(operation, to_python(input))
    except ClientError as error:
        return {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}}
    return {"output": to_json({name: value for name, value in output.items() if name != "ResponseMetadata"})}


def answer(request):
    try:
        if "shapes" in request:
            return shapes(**request["shapes"])
        return call(**request["call"])
    except Exception as error:
        return {"error": {"code": type(error).__name__, "message": str(error)}}


for line in sys.stdin.buffer:
    print(json.dumps(answer(json.loads(line))), flush=True)
