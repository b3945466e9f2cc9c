ARG BASE
FROM ${BASE}
COPY mariadb-entrypoint.sh /usr/local/bin/entrypoint.sh
EXPOSE 3306
ENTRYPOINT ["bash", "/usr/local/bin/entrypoint.sh"]
CMD ["mariadbd"]
