package org.wcs.web.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.wcs.web.rest.json.BadRequest;
import org.wcs.web.rest.json.RequestReader;

/** Reads what a call asks for, whatever record its method takes. */
@Consumes(MediaType.APPLICATION_JSON)
public class Requests implements MessageBodyReader<Record> {

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream entityStream)
      throws IOException {
    try {
      return RequestReader.read(type, entityStream.readAllBytes());
    } catch (BadRequest refused) {
      throw new Misfit(Failure.MALFORMED, String.valueOf(refused.getMessage()));
    }
  }
}
