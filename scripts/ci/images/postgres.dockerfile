ARG BASE
FROM ${BASE}
COPY postgres-entrypoint.sh /usr/local/bin/entrypoint.sh
ENV PGDATA=/var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["bash", "/usr/local/bin/entrypoint.sh"]
CMD ["postgres"]
