using Microsoft.Extensions.Logging;

namespace Tillsync.Service;

/// <summary>
/// The service's events. Ids are stable, so that a monitor can go by them (docs/operations.md lists them): 1xxx looking, 4xxx writing,
/// 5xxx remembering, 6xxx the service itself, 7xxx webhooks, 8xxx alerts. Texts name no secret, since no exception of the program does.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "{Storefront}: {Reason}")]
    public static partial void ChangeFound(ILogger logger, string storefront, string reason);

    [LoggerMessage(1002, LogLevel.Warning, "{Storefront}: the till does not answer. {Error} Next try in {WaitSeconds} s.")]
    public static partial void TillLost(ILogger logger, string storefront, string error, int waitSeconds);

    [LoggerMessage(1003, LogLevel.Information, "{Storefront}: the till answers again.")]
    public static partial void TillBack(ILogger logger, string storefront);

    [LoggerMessage(
        4001,
        LogLevel.Information,
        "{Storefront}: run {RunId} {Result}: {Updated} updated, {Refused} refused, {Unknown} in doubt, {Parked} parked; {Requests} requests, {Seconds} s."
    )]
    public static partial void Synced(
        ILogger logger,
        string storefront,
        long? runId,
        string result,
        int updated,
        int refused,
        int unknown,
        int parked,
        int requests,
        double seconds
    );

    [LoggerMessage(4002, LogLevel.Warning, "{Storefront}: plan {Plan} is held: {Reasons} See `tillsync plans show`.")]
    public static partial void Held(ILogger logger, string storefront, string plan, string reasons);

    [LoggerMessage(4003, LogLevel.Error, "{Storefront}: {Error} Next try in {WaitSeconds} s.")]
    public static partial void SyncFailed(ILogger logger, string storefront, string error, int waitSeconds);

    [LoggerMessage(4004, LogLevel.Information, "{Storefront}: the sync waits. {Error}")]
    public static partial void LeaseElsewhere(ILogger logger, string storefront, string error);

    [LoggerMessage(4005, LogLevel.Information, "{Storefront}: would write {Writes} listings (plan {Plan}), but is {Pause}.")]
    public static partial void WouldWrite(ILogger logger, string storefront, int writes, string plan, string pause);

    [LoggerMessage(4006, LogLevel.Warning, "{Storefront}: {Warning}")]
    public static partial void SyncWarned(ILogger logger, string storefront, string warning);

    [LoggerMessage(4007, LogLevel.Information, "{Storefront}: the failure is over.")]
    public static partial void SyncRecovered(ILogger logger, string storefront);

    [LoggerMessage(4008, LogLevel.Information, "{Storefront}: {Order}.")]
    public static partial void OrderStaged(ILogger logger, string storefront, string order);

    [LoggerMessage(5001, LogLevel.Information, "{Storefront}: forgot {Runs} old runs.")]
    public static partial void Forgot(ILogger logger, string storefront, int runs);

    [LoggerMessage(6001, LogLevel.Information, "Tillsync {Version} serves {Names}; health at {Address}.")]
    public static partial void Started(ILogger logger, string version, string names, string address);

    [LoggerMessage(6002, LogLevel.Information, "Stopping: what is under way is finished and recorded.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(6003, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(
        6004,
        LogLevel.Warning,
        "Stopped at once: a request that was under way is in doubt, and the next start looks at it first."
    )]
    public static partial void StoppedHard(ILogger logger);

    [LoggerMessage(6005, LogLevel.Information, "{Storefront}: {Pause}.")]
    public static partial void Paused(ILogger logger, string storefront, string pause);

    [LoggerMessage(6006, LogLevel.Information, "{Storefront}: resumed.")]
    public static partial void Resumed(ILogger logger, string storefront);

    [LoggerMessage(
        6007,
        LogLevel.Critical,
        "{Storefront}: the {Job} job failed with a defect of Tillsync; report it. It is tried again in {WaitSeconds} s."
    )]
    public static partial void Defect(ILogger logger, string storefront, string job, int waitSeconds, Exception exception);

    [LoggerMessage(
        7001,
        LogLevel.Information,
        "{Storefront}: webhooks tell of orders ({Orders}) and of listings that are not as we left them ({Listings})."
    )]
    public static partial void Hinted(ILogger logger, string storefront, int orders, int listings);

    [LoggerMessage(
        7002,
        LogLevel.Warning,
        "{Storefront}: {Count} webhook deliveries were not signed with this storefront's secret and were refused. If the keys are new, run `tillsync webhooks install`."
    )]
    public static partial void Forged(ILogger logger, string storefront, int count);

    [LoggerMessage(
        7003,
        LogLevel.Warning,
        "{Storefront}: the shop had disabled {Count} webhooks after failed deliveries; they are switched on again."
    )]
    public static partial void WebhooksRevived(ILogger logger, string storefront, int count);

    [LoggerMessage(7004, LogLevel.Warning, "{Storefront}: the shop does not tell of {Topics}. Run `tillsync webhooks install`.")]
    public static partial void WebhooksMissing(ILogger logger, string storefront, string topics);

    [LoggerMessage(8001, LogLevel.Warning, "{Storefront}: {Warning}")]
    public static partial void AlertUntold(ILogger logger, string storefront, string warning);
}
