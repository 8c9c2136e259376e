package org.wcs.web.rest;

import jakarta.json.JsonValue;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.wcs.web.rest.json.AnswerWriter;

/** Writes what a method answers: records, and lists and maps of them. */
@Produces(MediaType.APPLICATION_JSON)
public class Writings implements MessageBodyWriter<Object> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord()
        || List.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || JsonValue.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Object answer,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> httpHeaders,
      OutputStream entityStream) {
    AnswerWriter.write(answer, entityStream);
  }
}
