# One image for web and worker. Built and run by docker-compose.yml; docs/running.md says how.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    PASSERELLE_HOME=/var/lib/passerelle

WORKDIR /srv/passerelle
COPY requirements/production.txt requirements/
RUN pip install --require-hashes --no-deps -r requirements/production.txt
COPY . .

# A user of its own; the code belongs to root and cannot be changed by the running house.
RUN useradd --system --uid 10001 --no-create-home passerelle \
    && install -d -o passerelle -g passerelle -m 0700 /var/lib/passerelle \
    && python -c "from config.messages import compile_messages; compile_messages()"
USER passerelle

EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
