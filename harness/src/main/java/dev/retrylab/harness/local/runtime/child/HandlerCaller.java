package dev.retrylab.harness.local.runtime.child;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.UserFault;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.converters.LambdaErrorConverter;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.retrylab.harness.local.runtime.InProcessHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Calls a handler of the function's jar as AWS's Java runtime does: it reads the event and writes
 * the response with AWS's serializers, and describes what was thrown with AWS's own code. The
 * handler's constructor takes an interface with the methods {@code variables}, {@code sqs}, {@code
 * instant}, {@code sleep} and {@code halt}: all that it uses of its execution environment.
 */
public final class HandlerCaller implements InProcessHandler {
  private final Environment environment;
  private final RequestHandler<Object, Object> handler;
  private final PojoSerializer<?> events;

  /**
   * Creates the handler, as Lambda does at init.
   *
   * @throws HandlerFailed if the class is no handler of this kind, or its constructor threw
   */
  public HandlerCaller(Environment environment) throws HandlerFailed {
    this.environment = environment;
    try {
      String name = environment.variables().get("_HANDLER").replaceFirst("::.*", "");
      Class<?> type = Class.forName(name, true, HandlerCaller.class.getClassLoader());
      this.handler = handler(type);
      this.events = LambdaEventSerializers.serializerFor(eventType(type), type.getClassLoader());
    } catch (InvocationTargetException e) {
      throw failed(e.getCause());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw failed(e);
    }
  }

  @SuppressWarnings("unchecked") // the serializer of its events makes what it takes
  private RequestHandler<Object, Object> handler(Class<?> type)
      throws ReflectiveOperationException {
    return (RequestHandler<Object, Object>) create(type);
  }

  private Object create(Class<?> type) throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0].isInterface()) {
        return constructor.newInstance(
            Proxy.newProxyInstance(
                type.getClassLoader(), parameters, (proxy, method, args) -> use(method, args)));
      }
    }
    return type.getConstructor().newInstance();
  }

  private Object use(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "variables" -> environment.variables();
      case "sqs" -> sqs();
      case "instant" -> environment.instant();
      case "sleep" -> {
        environment.sleep((Duration) arguments[0]);
        yield null;
      }
      case "halt" -> {
        environment.halt();
        yield null;
      }
      default -> throw new UnsupportedOperationException(method + " is not simulated");
    };
  }

  private SqsClient sqs() {
    return SqsClient.builder()
        .region(Region.of(environment.variables().get("AWS_REGION")))
        .endpointOverride(URI.create(environment.variables().get("AWS_ENDPOINT_URL_SQS")))
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(client -> client.addExecutionInterceptor(new CatchUp()))
        .build();
  }

  /** A request is made at the time that the handler has come to. */
  private final class CatchUp implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution request, ExecutionAttributes attributes) {
      environment.catchUp();
    }
  }

  private static Class<?> eventType(Class<?> handler) {
    return Arrays.stream(handler.getGenericInterfaces())
        .filter(ParameterizedType.class::isInstance)
        .map(ParameterizedType.class::cast)
        .filter(type -> type.getRawType() == RequestHandler.class)
        .map(type -> type.getActualTypeArguments()[0])
        .filter(Class.class::isInstance)
        .<Class<?>>map(Class.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(handler + " is no RequestHandler"));
  }

  @Override
  public byte[] call(Call call) throws HandlerFailed {
    try {
      Object event = events.fromJson(new ByteArrayInputStream(call.event()));
      return json(handler.handleRequest(event, new CallContext(environment.variables(), call)));
    } catch (EndOfCall end) {
      throw end;
    } catch (Throwable thrown) {
      UserFault fault = UserFault.makeUserFault(thrown);
      call.log().accept(fault.reportableError());
      throw failed(thrown);
    }
  }

  private static HandlerFailed failed(Throwable thrown) {
    return new HandlerFailed(json(LambdaErrorConverter.fromThrowable(thrown)), thrown);
  }

  private static byte[] json(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JacksonFactory.getInstance().getSerializer(Object.class).toJson(value, out);
    return out.toByteArray();
  }
}
