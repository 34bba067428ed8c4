using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>The words that stand for states in the file. They are never changed, whatever becomes of the names in the code.</summary>
internal static class JournalWords
{
    public static string Of(IntentState state) =>
        state switch
        {
            IntentState.Intended => "intended",
            IntentState.Accepted => "accepted",
            IntentState.Refused => "refused",
            IntentState.Unknown => "unknown",
            IntentState.Resolved => "resolved",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static IntentState StateOf(string word) =>
        word switch
        {
            "intended" => IntentState.Intended,
            "accepted" => IntentState.Accepted,
            "refused" => IntentState.Refused,
            "unknown" => IntentState.Unknown,
            "resolved" => IntentState.Resolved,
            _ => throw new FormatException($"'{word}' is no state of an intent."),
        };

    public static string Of(RuleKind kind) =>
        kind switch
        {
            RuleKind.Sku => "sku",
            RuleKind.Category => "category",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static RuleKind RuleKindOf(string word) =>
        word switch
        {
            "sku" => RuleKind.Sku,
            "category" => RuleKind.Category,
            _ => throw new FormatException($"'{word}' is no kind of a stock rule."),
        };

    public static string Of(RunResult result) =>
        result switch
        {
            RunResult.Running => "running",
            RunResult.Succeeded => "succeeded",
            RunResult.SucceededWithParked => "succeeded_with_parked",
            RunResult.Held => "held",
            RunResult.Failed => "failed",
            RunResult.Cancelled => "cancelled",
            RunResult.Interrupted => "interrupted",
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };

    public static RunResult ResultOf(string word) =>
        word switch
        {
            "running" => RunResult.Running,
            "succeeded" => RunResult.Succeeded,
            "succeeded_with_parked" => RunResult.SucceededWithParked,
            "held" => RunResult.Held,
            "failed" => RunResult.Failed,
            "cancelled" => RunResult.Cancelled,
            "interrupted" => RunResult.Interrupted,
            _ => throw new FormatException($"'{word}' is no result of a run."),
        };

    public static string Of(HeldPlanState state) =>
        state switch
        {
            HeldPlanState.Held => "held",
            HeldPlanState.Approved => "approved",
            HeldPlanState.Rejected => "rejected",
            HeldPlanState.Applied => "applied",
            HeldPlanState.Superseded => "superseded",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static HeldPlanState HeldStateOf(string word) =>
        word switch
        {
            "held" => HeldPlanState.Held,
            "approved" => HeldPlanState.Approved,
            "rejected" => HeldPlanState.Rejected,
            "applied" => HeldPlanState.Applied,
            "superseded" => HeldPlanState.Superseded,
            _ => throw new FormatException($"'{word}' is no state of a held plan."),
        };

    public static string Of(PauseKind kind) =>
        kind switch
        {
            PauseKind.Paused => "paused",
            PauseKind.Stopped => "stopped",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static PauseKind PauseOf(string word) =>
        word switch
        {
            "paused" => PauseKind.Paused,
            "stopped" => PauseKind.Stopped,
            _ => throw new FormatException($"'{word}' is no kind of pause."),
        };

    public static string Of(MappingOrigin origin) =>
        origin switch
        {
            MappingOrigin.ProductMap => "product_map",
            MappingOrigin.EqualSku => "equal_sku",
            MappingOrigin.ByHand => "by_hand",
            MappingOrigin.AlikeSku => "alike_sku",
            MappingOrigin.UnitSuffix => "unit_suffix",
            MappingOrigin.Barcode => "barcode",
            MappingOrigin.Options => "options",
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };

    public static MappingOrigin OriginOf(string word) =>
        word switch
        {
            "product_map" => MappingOrigin.ProductMap,
            "equal_sku" => MappingOrigin.EqualSku,
            "by_hand" => MappingOrigin.ByHand,
            "alike_sku" => MappingOrigin.AlikeSku,
            "unit_suffix" => MappingOrigin.UnitSuffix,
            "barcode" => MappingOrigin.Barcode,
            "options" => MappingOrigin.Options,
            _ => throw new FormatException($"'{word}' is no origin of a mapping."),
        };

    public static string Of(AppearanceField field) =>
        field switch
        {
            AppearanceField.Visibility => "visibility",
            AppearanceField.Status => "status",
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };

    public static AppearanceField FieldOf(string word) =>
        word switch
        {
            "visibility" => AppearanceField.Visibility,
            "status" => AppearanceField.Status,
            _ => throw new FormatException($"'{word}' is no field of a listing."),
        };

    public static string Of(StagingState state) =>
        state switch
        {
            StagingState.Wanted => "wanted",
            StagingState.Staged => "staged",
            StagingState.Changing => "changing",
            StagingState.Withdrawn => "withdrawn",
            StagingState.Applied => "applied",
            StagingState.Foreign => "foreign",
            StagingState.Gone => "gone",
            StagingState.LeftOut => "left_out",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static StagingState StagingOf(string word) =>
        word switch
        {
            "wanted" => StagingState.Wanted,
            "staged" => StagingState.Staged,
            "changing" => StagingState.Changing,
            "withdrawn" => StagingState.Withdrawn,
            "applied" => StagingState.Applied,
            "foreign" => StagingState.Foreign,
            "gone" => StagingState.Gone,
            "left_out" => StagingState.LeftOut,
            _ => throw new FormatException($"'{word}' is no state of a staged order."),
        };
}
