# Nothing here is bound to a processor: it builds on amd64 and arm64, with Docker's builders and with Buildah.
# docs/container.md says how to use it, and decision 27 why it is as it is.

# Maven and JDK 25.
ARG BUILD_IMAGE=maven:3-eclipse-temurin-25
# sh and wget; the runtime brings glibc along where the image has none.
ARG BASE_IMAGE=busybox:stable-musl

FROM ${BUILD_IMAGE} AS runtime
# The options are defaults: JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS come after them.
# jdk.charsets: scenarios name charsets; jdk.zipfs: the shipped scenarios are listed in the jar.
RUN jlink --output /runtime/jre --compress zip-9 --strip-java-debug-attributes --no-header-files --no-man-pages \
        --add-modules java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.charsets,jdk.unsupported,jdk.zipfs \
        --add-options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Xlog:disable -Xlog:all=warning:stderr"
COPY bin/strip-symbols /tmp/
RUN /tmp/strip-symbols /runtime/jre/lib/server/libjvm.so
# glibc loads libgcc_s by itself when a thread ends early.
RUN set -e; mkdir /runtime/glibc; \
    find /runtime/jre -name '*.so' -o -path '*/bin/java' | xargs ldd | grep -o '/[^ :]*' | grep -v '^/runtime' | sort -u >/tmp/libraries; \
    grep -q /libc.so /tmp/libraries; \
    find /lib/ /usr/lib/ -name libgcc_s.so.1 | head -n 1 >>/tmp/libraries; \
    xargs cp -L --parents --target-directory=/runtime/glibc </tmp/libraries

FROM ${BUILD_IMAGE} AS libraries
WORKDIR /src
# Before the sources: a build without them downloads everything, and this layer changes only with pom.xml.
# Not in the home directory, which may be a volume in the build image: what is put there would not last.
COPY pom.xml .
COPY .mvn .mvn
RUN mvn -B -ntp -Dmaven.repo.local=/repository -Dquick -DskipTests -Dmaven.antrun.skip package && rm target/hostdouble.jar && touch -d @0 target/lib target/lib/*

FROM libraries AS program
COPY src/main src/main
COPY fixtures fixtures
COPY scenarios scenarios
RUN mvn -B -o -Dmaven.repo.local=/repository -Dquick -DskipTests -Dmaven.antrun.skip package

FROM ${BASE_IMAGE}
COPY --from=runtime /runtime /opt
RUN set -e; cd /opt/glibc; \
    for file in $(find * -type f); do mkdir -p "/${file%/*}"; [ -e "/$file" ] || ln -s "/opt/glibc/$file" "/$file"; done; \
    mkdir -p /data; chown 998:998 /data
# Two layers: the libraries, which rarely change, and Hostdouble itself.
COPY --from=libraries /src/target/lib /app/lib
COPY --from=program /src/target/hostdouble.jar /app/hostdouble.jar
COPY LICENSE /app/
COPY bin/hostdouble bin/health bin/archive /app/bin/
# C.UTF-8: names of files may have any letters.
ENV JAVA_HOME=/opt/jre LANG=C.UTF-8 PATH=/app/bin:/opt/jre/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# Console URLs lead to the container: a client that follows them stays offline. What a start state says comes first.
ENV HOSTDOUBLE_CONSOLE_URL=self
# The control API is open to everybody who reaches the port, until you set HOSTDOUBLE_CONTROL_TOKEN.
ENV HOSTDOUBLE_BIND=0.0.0.0 HOSTDOUBLE_PORT=8080 HOSTDOUBLE_CONTROL_OPEN=true
# As Podman does: so a server that nobody outside can reach knows to say so.
ENV container=oci
# The runtime has options of its own; bin/hostdouble adds none.
ENV JAVA_OPTS=
# The training data would be for the second compiler, which is off.
RUN ARCHIVE_SCENARIO= ARCHIVE_CONTROL= /app/bin/archive -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining && cd /app && sha256sum hostdouble.jar lib/*.jar >hostdouble.aot.sha256
# By number: Kubernetes does not know from a name that it is not root.
USER 998:998
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=10s --start-period=10s CMD ["/app/bin/health"]
ENTRYPOINT ["/app/bin/hostdouble"]
# At the end: they change with each build.
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="Hostdouble" \
    org.opencontainers.image.description="A test double for the APIs of hosting providers: HOSTKEY, HosterAPI and VSS." \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.created="${CREATED}"
