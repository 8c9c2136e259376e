package org.wcs.stream;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.MediaUnit;

/** Reads one feed for another as long as that one is read. On the lane of both. */
final class DerivedSource<I extends MediaUnit, O extends MediaUnit>
    implements FeedSource, Sink<I>, Transform.Output<O> {

  private final Feed<I> from;
  private final Supplier<Transform<I, O>> maker;
  private @Nullable Feed<O> feed;
  private @Nullable Transform<I, O> transform;
  private @Nullable Subscription subscription;

  DerivedSource(Feed<I> from, Supplier<Transform<I, O>> maker) {
    this.from = from;
    this.maker = maker;
  }

  void feed(Feed<O> result) {
    feed = result;
  }

  @Override
  public void started() {
    transform = maker.get();
    subscription = from.subscribe(this);
  }

  @Override
  public void stopped() {
    Subscription last = subscription;
    subscription = null;
    if (last != null) {
      last.cancel();
    }
    Transform<I, O> done = transform;
    transform = null;
    if (done != null) {
      done.close();
    }
    result().forget();
  }

  @Override
  public void feedback(Feedback wish) {
    Transform<I, O> now = transform;
    if (now == null || !now.feedback(wish, this)) {
      from.feedback(wish);
    }
  }

  @Override
  public Lane lane() {
    return from.writer();
  }

  @Override
  public void accept(I unit) {
    Transform<I, O> now = transform;
    if (now != null) {
      now.apply(unit, this);
    }
  }

  @Override
  public void lost(int units) {
    Transform<I, O> now = transform;
    if (now != null) {
      now.lost(units, this);
    }
  }

  @Override
  public void ended(EndReason reason) {
    subscription = null;
    result().end(reason);
  }

  @Override
  public void emit(O unit) {
    result().publish(unit);
  }

  @Override
  public void ask(Feedback wish) {
    from.feedback(wish);
  }

  private Feed<O> result() {
    Feed<O> result = feed;
    if (result == null) {
      throw new IllegalStateException("a derived feed without its result");
    }
    return result;
  }
}
