"""The rival of ./cv bench rest: GET /api/v1/jobs/{job_id}/results as the bridge answers it.

    DATABASE_URL=postgresql://... JWT_SECRET=... python3 -m uvicorn service:app

The check of the token, the query and the JSON are the bridge's. Unlike the bridge it keeps no audit, has no rate limit and trusts its
own WHERE alone to keep tenants apart. It answers in three ways: with a dict of what was read; under /typed with a response model, from
which FastAPI makes its OpenAPI document; and under /lean as the bridge does, which passes stored results on without parsing them.
"""
import json
import os
import uuid
from typing import List, Optional

import asyncpg
import jwt
from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

SECRET = os.environ["JWT_SECRET"]
ROLES = {"viewer", "operator", "admin"}
LIMIT = 100

RESULTS = """
SELECT j.job_name, j.status, i.* FROM cv.processing_jobs j LEFT JOIN LATERAL (
  SELECT id, original_filename, md5(file_path) AS uri_digest, page, result_document FROM cv.image_processing
  WHERE tenant_id = $1 AND job_id = $2 ORDER BY original_filename, md5(file_path), page, id LIMIT $3) i ON TRUE
WHERE j.tenant_id = $1 AND j.id = $2 ORDER BY i.original_filename, i.uri_digest, i.page, i.id
"""


class Model(BaseModel):
    name: str
    version: str
    sha256: Optional[str] = None


class Found(BaseModel):
    label: str
    class_id: int
    confidence: float
    bbox: List[float]
    track_id: Optional[str] = None


class TaskTimings(BaseModel):
    queue_ms: float
    preprocess_ms: float
    inference_ms: float
    postprocess_ms: float


class Task(BaseModel):
    task: str
    model: Model
    cached: bool
    timings: TaskTimings
    objects: Optional[List[Found]] = None


class Size(BaseModel):
    width: int
    height: int


class File(BaseModel):
    size_bytes: int
    sha256: str
    format: str
    color_mode: str
    page_count: int


class Timings(BaseModel):
    fetch_ms: float
    decode_ms: float
    total_ms: float


class Result(BaseModel):
    schema_version: int
    image_id: uuid.UUID
    tenant_id: str
    job_id: Optional[uuid.UUID] = None
    source_id: Optional[str] = None
    uri: str
    original_filename: str
    page: int
    image: Size
    file: File
    capture_time: Optional[str] = None
    ingest_time: Optional[str] = None
    process_time: str
    created_by: Optional[str] = None
    timings: Timings
    tasks: List[Task]


class Page(BaseModel):
    job_id: uuid.UUID
    state: str
    bbox_format: str
    items: List[Result]


app = FastAPI()
bearer = HTTPBearer()


@app.on_event("startup")
async def connect() -> None:
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=2, max_size=20)


async def tenant(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> str:
    try:
        claims = jwt.decode(credentials.credentials, SECRET, algorithms=["HS256"], options={"require": ["exp", "sub"]})
    except jwt.PyJWTError as error:
        raise HTTPException(401, "The token does not count") from error
    if not ROLES.intersection(claims["roles"]):
        raise HTTPException(403, "The token has no role for this")
    return claims["tenant"]


@app.get("/ready")
async def ready() -> dict:
    await app.state.pool.fetchval("SELECT 1")
    return {"status": "up"}


async def fetch(job_id: uuid.UUID, owner: str) -> tuple:
    rows = await app.state.pool.fetch(RESULTS, owner, job_id, LIMIT + 1)
    if not rows:
        raise HTTPException(404, "There is no such job")
    return rows[0]["status"], [row["result_document"] for row in rows[:LIMIT] if row["result_document"] is not None]


@app.get("/api/v1/jobs/{job_id}/results")
async def results(job_id: uuid.UUID, owner: str = Depends(tenant)) -> dict:
    state, documents = await fetch(job_id, owner)
    return {"job_id": job_id, "state": state, "bbox_format": "coco", "items": [json.loads(document) for document in documents]}


@app.get("/typed/api/v1/jobs/{job_id}/results", response_model=Page, response_model_exclude_none=True)
async def typed_results(job_id: uuid.UUID, owner: str = Depends(tenant)) -> dict:
    return await results(job_id, owner)


@app.get("/lean/api/v1/jobs/{job_id}/results")
async def lean_results(job_id: uuid.UUID, owner: str = Depends(tenant)) -> Response:
    state, documents = await fetch(job_id, owner)
    body = f'{{"job_id":"{job_id}","state":"{state}","bbox_format":"coco","items":[{",".join(documents)}]}}'
    return Response(body, media_type="application/json")
