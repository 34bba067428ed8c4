using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>How often and how long a request is tried. Reads are repeated freely, writes only when the shop has certainly not taken them.</summary>
internal static class ShopPipelines
{
    /// <summary>Four attempts bridge a restart of PHP or of the network; a longer outage is the next run's.</summary>
    public const int ReadAttemptsMax = 4;

    public const int WriteAttemptsMax = 4;

    /// <summary>Longer pauses (maintenance asks for 600 s) end the run instead: sleeping would hold the lease.</summary>
    public static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(60);

    /// <summary>All attempts of one read together.</summary>
    public static readonly TimeSpan ReadTotalMax = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    public static ResiliencePipeline<ShopAnswer> Reads(ShopOptions options, ShopEnvironment environment) =>
        new ResiliencePipelineBuilder<ShopAnswer> { TimeProvider = environment.Time }
            .AddTimeout(ReadTotalMax)
            .AddRetry(
                Retry(
                    environment,
                    ReadAttemptsMax,
                    new PredicateBuilder<ShopAnswer>()
                        .Handle<ShopFault>(fault => fault.MayPass)
                        .Handle<TimeoutRejectedException>()
                        .HandleResult(answer => answer.MayPass && IsShortPause(answer))
                )
            )
            .AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds))
            .Build();

    /// <summary>For what is good to know and not needed.</summary>
    public static ResiliencePipeline<ShopAnswer> Once(ShopOptions options, ShopEnvironment environment) =>
        new ResiliencePipelineBuilder<ShopAnswer> { TimeProvider = environment.Time }
            .AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds))
            .Build();

    public static ResiliencePipeline<ShopAnswer> Writes(ShopOptions options, ShopEnvironment environment) =>
        new ResiliencePipelineBuilder<ShopAnswer> { TimeProvider = environment.Time }
            .AddRetry(
                Retry(
                    environment,
                    WriteAttemptsMax,
                    new PredicateBuilder<ShopAnswer>()
                        .Handle<ShopFault>(fault => fault is { IsCertainlyNotSent: true, MayPass: true })
                        .HandleResult(answer => answer.Status == 429 && IsShortPause(answer))
                )
            )
            .AddTimeout(TimeSpan.FromSeconds(options.WriteTimeoutSeconds))
            .Build();

    private static bool IsShortPause(ShopAnswer answer) => (answer.Headers.RetryAfter ?? TimeSpan.Zero) <= PauseMax;

    private static RetryStrategyOptions<ShopAnswer> Retry(
        ShopEnvironment environment,
        int attemptsMax,
        PredicateBuilder<ShopAnswer> shouldHandle
    ) =>
        new()
        {
            MaxRetryAttempts = attemptsMax - 1,
            ShouldHandle = shouldHandle,
            DelayGenerator = arguments =>
            {
                var asked = arguments.Outcome.Result?.Headers.RetryAfter ?? TimeSpan.Zero;
                var own = FirstWait * Math.Pow(2, arguments.AttemptNumber) * (0.75 + (environment.Random.NextDouble() / 2));
                return ValueTask.FromResult<TimeSpan?>(asked > own ? asked : own);
            },
        };
}
